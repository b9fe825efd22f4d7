"""Files that an office lays under the cases: tiles of pictures, and plans of shapes."""
