/* The mouse, as a hand has it: after a press nothing is lit under it until it moves, and the second
   press of a double one does nothing to what has only now come to be there. */

const MOVED = 3; /* Pixels that are no trembling. */
const root = document.documentElement;
let pressed = { x: 0, y: 0 };
let first = "";

const called = (on) => (on ? Object.values(on.dataset).join(" ") || on.textContent : "");

document.addEventListener("pointerdown", ({ screenX, screenY }) => {
  pressed = { x: screenX, y: screenY };
  root.classList.add("still");
}, { capture: true });

document.addEventListener("pointermove", ({ pointerType, screenX, screenY }) => {
  if (pointerType === "mouse" && Math.hypot(screenX - pressed.x, screenY - pressed.y) > MOVED) root.classList.remove("still");
}, { passive: true });

document.addEventListener("click", (event) => {
  const on = called(event.target.closest("button, summary, label"));
  if (event.detail < 2) first = on;
  else if (on && on !== first) { event.preventDefault(); event.stopImmediatePropagation(); }
}, { capture: true });
