// What of ZXing's port the door uses; html5-qrcode brings it along.
declare const ZXing: {
  BinaryBitmap: new (binarizer: object) => object;
  DecodeHintType: { TRY_HARDER: number };
  GlobalHistogramBinarizer: new (source: object) => object;
  HybridBinarizer: new (source: object) => object;
  QRCodeReader: new () => { decode(bitmap: object, hints: Map<number, unknown>): { getText(): string } };
  RGBLuminanceSource: new (luminances: Uint8ClampedArray, width: number, height: number) => object;
};
export default ZXing;
