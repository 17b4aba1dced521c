"""abkommen: assess bilateral migration agreements against a policy paper's criteria."""

__version__ = "0.1.0"
