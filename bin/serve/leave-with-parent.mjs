// Loaded into the web server: when the process that started it is gone, even by kill -9, it frees the port.
process.on("disconnect", () => process.exit());
