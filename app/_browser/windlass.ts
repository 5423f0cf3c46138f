// The script of every page. Each page is complete without it.
import "./copy";
import "./count-down";
import "./menus";
import "./posted-forms";
import "./print";

// Only the calendar needs this part.
if (document.querySelector("live-calendar")) void import("./live-calendar");
