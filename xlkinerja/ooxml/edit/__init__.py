"""Write-back: splices into the parts of a package; nothing is loaded and saved as a whole."""
