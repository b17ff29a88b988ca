// What changes while one watches: asked for every few seconds, with the clock of the server and not of the viewer.
const box = document.getElementById("live-state");
const EVERY = 4000; // ms
let ahead = 0; // ms by which the server's clock is ahead of ours

function takeTime() {
  const now = box.querySelector("[data-now]");
  if (now) ahead = Date.parse(now.dataset.now) - Date.now();
}

function showClocks() {
  const now = Date.now() + ahead;
  for (const clock of box.querySelectorAll(".live-clock")) {
    const starts = Date.parse(clock.dataset.starts), ends = Date.parse(clock.dataset.ends);
    const left = Math.ceil(((now < starts ? starts : ends) - now) / 1000);
    const said = now < starts ? box.dataset.starts : box.dataset.left;
    const minutes = Math.floor(left / 60), seconds = String(left % 60).padStart(2, "0");
    clock.textContent = left > 0 ? `${said} ${minutes}:${seconds}` : box.dataset.over;
  }
}

async function ask() {
  if (document.hidden) return;
  const known = box.querySelector("[data-sequence]")?.dataset.sequence ?? "0";
  const address = `${box.dataset.address}?sau=${known}&link=${encodeURIComponent(box.dataset.link)}`;
  try {
    const answer = await fetch(address);
    if (answer.status === 200) {
      box.innerHTML = await answer.text();
      takeTime();
      showClocks();
    }
  } catch {
    // The next time, perhaps.
  }
}

if (box) {
  takeTime();
  showClocks();
  setInterval(showClocks, 1000);
  setInterval(ask, EVERY);
}
