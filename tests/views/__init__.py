"""The dashboard in Streamlit's own test harness, and the pure pieces behind its views."""
