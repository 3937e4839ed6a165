// Puts into a JPEG what phones put there: how it was held, with what and where it was taken.

function entry(tag, type, count, value) {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt16BE(tag, 0)
  bytes.writeUInt16BE(type, 2)
  bytes.writeUInt32BE(count, 4)
  if (Buffer.isBuffer(value)) value.copy(bytes, 8)
  else if (type === 3) bytes.writeUInt16BE(value, 8)
  else bytes.writeUInt32BE(value, 8)
  return bytes
}

function directory(entries) {
  const count = Buffer.alloc(2)
  count.writeUInt16BE(entries.length)
  return Buffer.concat([count, ...entries, Buffer.alloc(4)])
}

const rationals = (degrees) => Buffer.concat(degrees.map((one) => { const bytes = Buffer.alloc(8); bytes.writeUInt32BE(one, 0); bytes.writeUInt32BE(1, 4); return bytes }))

/** `jpeg` with an APP1 segment; orientation as in Exif, coordinates as [degrees, minutes, seconds]. */
export function withExif(jpeg, { orientation, latitude, longitude }) {
  const head = Buffer.from('4d4d002a00000008', 'hex')
  const model = Buffer.from('HEADWAY-TEST-PHONE\0')
  const mainLength = 2 + 3 * 12 + 4
  const modelAt = 8 + mainLength
  const gpsAt = modelAt + model.length + (model.length % 2)
  const gpsLength = 2 + 4 * 12 + 4
  const main = directory([entry(0x0110, 2, model.length, modelAt), entry(0x0112, 3, 1, orientation), entry(0x8825, 4, 1, gpsAt)])
  const gps = directory([
    entry(1, 2, 2, Buffer.from('N\0\0\0')), entry(2, 5, 3, gpsAt + gpsLength), entry(3, 2, 2, Buffer.from('E\0\0\0')), entry(4, 5, 3, gpsAt + gpsLength + 24),
  ])
  const tiff = Buffer.concat([head, main, model, Buffer.alloc(model.length % 2), gps, rationals(latitude), rationals(longitude)])
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff])
  const segment = Buffer.alloc(4)
  segment.writeUInt16BE(0xffe1, 0)
  segment.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), segment, body, jpeg.subarray(2)])
}
