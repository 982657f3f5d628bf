const form = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
const yours = document.querySelector("main").dataset.yours;
for (const time of document.querySelectorAll("main time")) {
  const own = document.createElement("span");
  own.className = "yours";
  own.textContent = ` · ${yours} ${form.format(new Date(time.dateTime))}`;
  time.append(own);
}
