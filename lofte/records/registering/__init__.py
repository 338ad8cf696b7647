"""The register of documents: what is fixed and never altered after, and what is asked for and given out."""
