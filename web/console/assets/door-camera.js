// Reads QR codes from a camera: by the browser's own detector where it has one, else by a library in a worker, which is fetched when the camera is started. The picture is the
// browser's own, and never waits for either.
import { el } from './dom.js';

/** So many times a second at most a picture is looked at. */
const LOOK_MILLIS = 80;
/** Wide enough for a code that fills a fifth of the picture, and quick to look through; in turn, since what cannot be read of one size often can of another. */
const PIXELS_WIDE = [800, 600, 460];

/** Whether a page may ask for a camera here. */
export function hasCamera() {
  return Boolean(navigator.mediaDevices?.getUserMedia);
}

/**
 * Starts a camera. Throws what `getUserMedia` throws: `NotAllowedError`, `NotFoundError`, `NotReadableError`. `found(text)` is called for each picture with a code.
 * @param {HTMLVideoElement} video
 * @param {{found: (text: string) => void, ended: () => void, device?: string}} options
 */
export async function startCamera(video, { found, ended, device }) {
  const wanted = device ? { deviceId: { exact: device } } : { facingMode: 'environment' };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...wanted, width: { ideal: 1280 }, height: { ideal: 720 } } });
  const [track] = stream.getVideoTracks();
  let reader;
  try {
    video.srcObject = stream;
    await video.play();
    reader = await qrReader();
  } catch (error) {
    letGo();
    throw error;
  }
  let isOn = true;
  let lock = await wakeLock();

  async function look() {
    while (isOn) {
      const began = performance.now();
      if (video.readyState >= 2 && !document.hidden) {
        const text = await reader.read(video).catch(() => undefined);
        if (text && isOn) found(text);
      }
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + LOOK_MILLIS - performance.now())));
    }
  }

  async function relock() {
    if (!document.hidden && isOn) lock = await wakeLock();
  }

  function letGo() {
    stream.getTracks().forEach((each) => each.stop());
    video.srcObject = null;
  }

  function stop() {
    if (!isOn) return;
    isOn = false;
    document.removeEventListener('visibilitychange', relock);
    letGo();
    reader.close();
    lock?.release();
  }

  track.addEventListener('ended', () => {
    stop();
    ended();
  });
  document.addEventListener('visibilitychange', relock);
  look();
  return {
    stop,
    device: track.getSettings().deviceId,
    /** Whether it has a light. */
    hasTorch: Boolean(/** @type {any} */ (track.getCapabilities?.())?.torch),
    light: (isLit) => track.applyConstraints(/** @type {any} */ ({ advanced: [{ torch: isLit }] })),
  };
}

/** Ids of all cameras; those of a page that may not use them have none. */
export async function cameras() {
  const all = await navigator.mediaDevices.enumerateDevices();
  return all.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId).map(({ deviceId }) => deviceId);
}

/** The screen stays on, where the browser can do that. */
async function wakeLock() {
  try {
    return await navigator.wakeLock?.request('screen');
  } catch {
    return undefined;
  }
}

async function qrReader() {
  const Detector = /** @type {any} */ (globalThis).BarcodeDetector;
  const formats = Detector ? await Detector.getSupportedFormats() : [];
  return formats.includes('qr_code') ? ownReader(new Detector({ formats: ['qr_code'] })) : workerReader();
}

function ownReader(detector) {
  return { read: async (video) => (await detector.detect(video))[0]?.rawValue, close() {} };
}

function workerReader() {
  const worker = new Worker('/assets/door-qr-worker.js', { type: 'module' });
  const canvas = el('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let looks = 0;
  return {
    read(video) {
      const scale = Math.min(1, PIXELS_WIDE[looks++ % PIXELS_WIDE.length] / video.videoWidth);
      const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
      context.drawImage(video, 0, 0, width, height);
      const { data } = context.getImageData(0, 0, width, height);
      return new Promise((resolve, reject) => {
        worker.onmessage = (event) => resolve(event.data ?? undefined);
        worker.onerror = () => reject(new Error('The reader of QR codes failed.'));
        worker.postMessage({ pixels: data.buffer, width, height }, [data.buffer]);
      });
    },
    close: () => worker.terminate(),
  };
}
