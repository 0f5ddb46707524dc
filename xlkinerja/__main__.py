"""``python -m xlkinerja``."""

from xlkinerja.cli import main

if __name__ == "__main__":
    main()
