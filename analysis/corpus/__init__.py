"""Many articles: analysed in the background by Dask, into Parquet tables that can be resumed, explored and cited."""
