// Preloaded into the web server: it exits with its parent, even after kill -9, and frees the port.
process.on("disconnect", () => process.exit());
