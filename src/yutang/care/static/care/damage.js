// The form that claims damage, and the one that reviews: photographs are made small before they are
// sent, and what the rule gives back is shown while it is typed. Without this module both work.

const SIDE_PX_MAX = 1200;
const form = document.querySelector("[data-damage]");
const named = (name) => form.querySelector(`[data-part="${name}"]`);

function showSum() {
  const sum = named("sum");
  const bad = Number(form.elements.bad.value);
  const all = Number(form.elements.of.value);
  const known = Number.isInteger(bad) && Number.isInteger(all) && bad > 0 && bad <= all;
  sum.hidden = !known;
  if (!known) return;
  const goods = Math.ceil((Number(form.dataset.goods) * bad) / all);
  const back = goods + (bad === all ? Number(form.dataset.freight) : 0);
  const fen = Math.min(back, Number(form.dataset.most));
  sum.textContent = `${sum.dataset.words} ¥${(fen / 100).toFixed(2)}`;
}

async function small(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, SIDE_PX_MAX / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return blob && blob.size < file.size ? new File([blob], "photo.jpg", { type: blob.type }) : file;
}

async function shrink(input) {
  const said = named("shrinking");
  const chosen = [...input.files].slice(0, Number(form.dataset.photosMost));
  const kept = new DataTransfer();
  for (const file of chosen) {
    // What cannot be read here is sent as it is; the server says why it cannot be kept.
    kept.items.add(await small(file).catch(() => file));
  }
  input.files = kept.files;
  said.hidden = !chosen.length;
  said.textContent = `${said.dataset.words} ${chosen.length}`;
}

if (form.elements.bad) {
  form.addEventListener("input", showSum);
  showSum();
}
const photos = form.querySelector('input[type="file"]');
photos.addEventListener("change", async () => {
  const button = form.querySelector("button:not([type])");
  button.disabled = true;
  await shrink(photos);
  button.disabled = false;
});
