"""Places for the bytes of files: a folder of this machine, or a bucket of an S3-compatible store."""
