/** Finds a QR code in a photo or in front of the camera: by the browser's own reader, else by a
 * small library that is fetched only then. */

const LOOK_EVERY_MS = 250;
const SIDE_MOST = 1600;

/** A function from something drawable to the text of the code in it, or "". */
export async function reader(library) {
  if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (picture) => (await detector.detect(picture))[0]?.rawValue ?? "";
  }
  const { decodeQR } = await import(library);
  return async (picture) => {
    try {
      return decodeQR(pixels(picture), { timeLimit: 1500 });
    } catch {
      return ""; // the library throws where it sees no code
    }
  };
}

/** Look until a code is seen or `stopped()`; returns it, or "". Throws when there is no camera. */
export async function watch(video, read, stopped) {
  const wanted = { facingMode: "environment", width: { ideal: 1280 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wanted });
  try {
    video.srcObject = stream;
    await video.play();
    while (!stopped()) {
      const text = await read(video);
      if (text) return text;
      await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
    }
    return "";
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

function pixels(picture) {
  const width = picture.videoWidth || picture.width;
  const height = picture.videoHeight || picture.height;
  const share = Math.min(1, SIDE_MOST / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * share);
  canvas.height = Math.round(height * share);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}
