// Goes on when every client has been told, or after a while. Without this script the person presses the button.
const patience = 5000;
const next = document.getElementById("next");
const frames = [...document.querySelectorAll("iframe")];
// A module runs when the page is read; a frame that has loaded by then says so no more, so all are loaded anew.
const told = frames.map((frame) => new Promise((resolve) => {
  frame.addEventListener("load", resolve, { once: true });
  frame.src = frame.src;
}));
const waited = new Promise((resolve) => setTimeout(resolve, patience));
await Promise.race([Promise.all(told), waited]);
location.replace(next.href);
