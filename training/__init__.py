"""From labelled data to the ONNX files in ``models/``: one seeded command a model."""
