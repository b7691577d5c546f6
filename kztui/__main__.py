"""`python -m kztui` is the command `kztui`."""

import sys

from kztui.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
