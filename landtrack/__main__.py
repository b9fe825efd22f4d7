"""Run the `landtrack` command as `python -m landtrack`."""

from landtrack.cli import main

if __name__ == "__main__":
    main()
