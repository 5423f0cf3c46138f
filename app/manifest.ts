import type { MetadataRoute } from "next";

/** The web app manifest, with the emergency as a shortcut. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: "Windlass",
    short_name: "Windlass",
    description: "Production change control",
    start_url: "/",
    scope: "/",
    display: "standalone",
    lang: "en",
    background_color: "#ffffff",
    theme_color: "#1d5c92",
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    shortcuts: [
      { name: "Declare emergency", short_name: "Emergency", url: "/changes/new/emergency", icons: [shortcutIcon] },
      { name: "Waiting for you", short_name: "Waiting", url: "/" },
      { name: "Calendar", url: "/calendar" },
    ],
  };
}

const shortcutIcon = { src: "/icon-emergency-192.png", sizes: "192x192", type: "image/png" };
