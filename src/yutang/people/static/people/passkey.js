/* Passkeys: asks our server for options, the browser for a key, our server for its blessing.
   Every `[data-passkey]` holds a form and an `.error`; its words and addresses are data-attributes. */

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function creationOptions(options) {
  return {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: (options.excludeCredentials ?? []).map((known) => ({ ...known, id: bytes(known.id) })),
  };
}

function requestOptions(options) {
  return {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: (options.allowCredentials ?? []).map((known) => ({ ...known, id: bytes(known.id) })),
  };
}

function asJson(credential) {
  const { response } = credential;
  const answer = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    answer.attestationObject = text(response.attestationObject);
    answer.transports = response.getTransports?.() ?? [];
  } else {
    answer.authenticatorData = text(response.authenticatorData);
    answer.signature = text(response.signature);
    if (response.userHandle) answer.userHandle = text(response.userHandle);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: answer,
  };
}

async function post(address, token, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body),
  });
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  const result = isJson ? await answer.json() : {};
  if (!answer.ok) throw new Refused(result.message ?? "");
  return result;
}

class Refused extends Error {}

async function perform(place, form) {
  const token = form.elements.csrfmiddlewaretoken.value;
  const options = await post(place.dataset.options, token, {});
  const isNew = place.dataset.passkey === "register";
  const credential = isNew
    ? await navigator.credentials.create({ publicKey: creationOptions(options) })
    : await navigator.credentials.get({ publicKey: requestOptions(options) });
  const body = { credential: asJson(credential) };
  if (isNew) body.label = form.elements.label.value;
  const { next } = await post(place.dataset.answer, token, body);
  location.assign(next);
}

function wire(place) {
  const form = place.querySelector("form");
  const button = form.querySelector("button");
  const fault = place.querySelector(".error");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    fault.hidden = true;
    button.disabled = true;
    try {
      await perform(place, form);
    } catch (error) {
      fault.textContent = (error instanceof Refused && error.message) || place.dataset.failed;
      fault.hidden = false;
    } finally {
      button.disabled = false;
    }
  });
  place.hidden = false;
}

if (window.PublicKeyCredential && navigator.credentials) {
  for (const place of document.querySelectorAll("[data-passkey]")) wire(place);
}
