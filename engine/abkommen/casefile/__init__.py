"""What an assessor writes: case files and the layers under them, read, begun, described for editors and written back."""
