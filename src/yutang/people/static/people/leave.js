/** Who signs out takes along the pages that this browser kept; unsent forms wait for their owner. */

document.querySelector("form[data-leave]").addEventListener("submit", () => {
  if ("caches" in window) caches.delete("kept-pages").catch(() => {});
});
