/** Rows of waves are added and removed on the page; without scripts the same buttons ask the server. */

document.querySelectorAll("[data-waves]").forEach((waves) => {
  const more = waves.querySelector("[data-more-waves]");
  const blank = waves.querySelector("template");

  more.addEventListener("click", (event) => {
    event.preventDefault();
    blank.before(blank.content.cloneNode(true));
    blank.previousElementSibling.querySelector("input").focus();
  });
  waves.addEventListener("click", (event) => {
    const drop = event.target.closest("[data-drop], [name=drop_wave]");
    if (!drop) return;
    event.preventDefault();
    drop.closest("[data-wave]").remove();
    more.focus();
  });
});
