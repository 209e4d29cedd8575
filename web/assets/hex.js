/** Bytes in hexadecimal digits. @param {Iterable<number>} bytes */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
