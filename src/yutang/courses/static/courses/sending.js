/** What the scripts of a course send is sent as the page's own form would. */

export function csrf() {
  return document.querySelector("input[name=csrfmiddlewaretoken]").value;
}
