// The script of every page. Each page is complete without it.
import "./copy";
import "./count-down";
import "./keys";
import "./menus";
import "./posted-forms";
import "./print";

// Only forms of windows and the calendar need these parts.
if (document.querySelector("window-fields")) void import("./window-fields");
if (document.querySelector("live-calendar")) void import("./live-calendar");
