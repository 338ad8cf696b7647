"""What has left its circle: frozen JSON and ready pages, in a chain, pointing at nothing live."""
