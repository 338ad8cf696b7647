// Asks the browser's authenticator for what the form says, and sends its answer with the form.

const form = document.querySelector("form[data-passkey]");
const told = document.querySelector("[data-passkey-failed]");

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

function opened(options) {
  const asked = { ...options, challenge: bytes(options.challenge) };
  if (options.user) {
    asked.user = { ...options.user, id: bytes(options.user.id) };
  }
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (options[list]) {
      asked[list] = options[list].map((one) => ({ ...one, id: bytes(one.id) }));
    }
  }
  return asked;
}

function written(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) {
      response[part] = text(credential.response[part]);
    }
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: {},
  });
}

async function answer(event) {
  event.preventDefault();
  told.hidden = true;
  const publicKey = opened(JSON.parse(form.dataset.passkey));
  try {
    const credential = await (publicKey.user
      ? navigator.credentials.create({ publicKey })
      : navigator.credentials.get({ publicKey }));
    form.elements.answer.value = written(credential);
    form.submit();
  } catch {
    told.hidden = false;
    told.focus();
  }
}

if (form) {
  form.addEventListener("submit", answer);
}
