"""What a person comes to do: one journey, one file, one public function."""
