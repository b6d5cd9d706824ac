/** Who signs out takes along the pages that this browser kept; unsent forms wait for their owner. */

document.querySelector("form[data-leave]").addEventListener("submit", async (event) => {
  if (!("caches" in window)) return;
  event.preventDefault();
  await caches.delete("kept-pages").catch(() => {});
  event.target.submit();
});
