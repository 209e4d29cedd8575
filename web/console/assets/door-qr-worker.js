// Reads a QR code from the pixels of a picture by ZXing, beside the page, which goes on meanwhile. Answers its text, or null.
import ZXing from './zxing.js';

const reader = new ZXing.QRCodeReader();
const hints = new Map([[ZXing.DecodeHintType.TRY_HARDER, true]]);

self.onmessage = ({ data: { pixels, width, height } }) => self.postMessage(textOf(grey(new Uint8Array(pixels), width * height), width, height));

function textOf(luminances, width, height) {
  const source = new ZXing.RGBLuminanceSource(luminances, width, height);
  // By what is dark nearby, for shadows; and by what is dark in the whole, for what is flat as a screen.
  for (const Binarizer of [ZXing.HybridBinarizer, ZXing.GlobalHistogramBinarizer]) {
    try {
      return reader.decode(new ZXing.BinaryBitmap(new Binarizer(source)), hints).getText();
    } catch {
      // Most pictures have no code in them.
    }
  }
  return null;
}

/** How bright each pixel is, of what has red, green, blue and opacity. */
function grey(rgba, count) {
  const luminances = new Uint8ClampedArray(count);
  for (let i = 0, at = 0; i < count; i++, at += 4) luminances[i] = (rgba[at] * 306 + rgba[at + 1] * 601 + rgba[at + 2] * 117) >> 10;
  return luminances;
}
