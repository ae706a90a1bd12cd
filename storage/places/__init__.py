"""Where the bytes of files lie: a folder of this machine, or a bucket of an S3-compatible store."""
