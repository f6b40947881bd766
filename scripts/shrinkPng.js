'use strict';
/** Reduces screenshots to 256 colours: a third of the size, without a visible difference. */
const { deflateSync, inflateSync, crc32 } = require('node:zlib');

const signature = Buffer.from('89504e470d0a1a0a', 'hex');
const mostColors = 256;
/** Number of palette entries for the most frequent colours; the others reduce the largest remaining errors. */
const frequentColors = 128;

/**
 * @param {Buffer} png as written by a browser: 8 bits, with or without alpha, not interlaced. Alpha is dropped
 * @returns {Buffer} the same picture with a palette
 */
function shrinkPng(png) {
  const { width, height, pixels } = decode(png);
  const counts = new Map();
  for (const color of pixels) counts.set(color, (counts.get(color) ?? 0) + 1);
  const { palette, indexOf } = choosePalette(counts);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indexOf.get(pixels[y * width + x]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits per pixel, palette colours.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function decode(png) {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const [bits, type, , , interlaced] = png.subarray(24);
  if (bits !== 8 || (type !== 2 && type !== 6) || interlaced !== 0)
    throw new Error('Not a picture as a browser takes it.');
  const parts = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const size = type === 2 ? 3 : 4;
  const bytes = unfilter(inflateSync(Buffer.concat(parts)), width * size, height, size);
  const pixels = new Uint32Array(width * height);
  for (let i = 0; i < pixels.length; i++) pixels[i] = bytes.readUIntBE(i * size, 3);
  return { width, height, pixels };
}

/** Reverses the row filters, which store differences to neighbouring pixels. */
function unfilter(raw, rowBytes, height, size) {
  const out = Buffer.alloc(rowBytes * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (rowBytes + 1)];
    for (let x = 0; x < rowBytes; x++) {
      const left = x < size ? 0 : out[y * rowBytes + x - size];
      const up = y === 0 ? 0 : out[(y - 1) * rowBytes + x];
      const corner = x < size || y === 0 ? 0 : out[(y - 1) * rowBytes + x - size];
      const guess = [0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter];
      out[y * rowBytes + x] = raw[y * (rowBytes + 1) + 1 + x] + guess;
    }
  }
  return out;
}

/** Paeth's predictor. */
function nearest(left, up, corner) {
  const sum = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(sum - value));
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function choosePalette(counts) {
  const colors = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a));
  const palette = [];
  const distances = colors.map(() => Infinity);
  const nearestIndex = colors.map(() => 0);
  const add = (color) => {
    for (const [i, other] of colors.entries()) {
      const distance = distanceOf(color, other);
      if (distance >= distances[i]) continue;
      distances[i] = distance;
      nearestIndex[i] = palette.length;
    }
    palette.push(color);
  };
  for (const color of colors.slice(0, frequentColors)) add(color);
  while (palette.length < Math.min(mostColors, colors.length)) {
    const missed = colors.map((color, i) => counts.get(color) * distances[i]);
    add(colors[missed.reduce((best, value, i) => (value > missed[best] ? i : best), 0)]);
  }
  return { palette, indexOf: new Map(colors.map((color, i) => [color, nearestIndex[i]])) };
}

function distanceOf(a, b) {
  const others = channels(b);
  return channels(a).reduce((sum, value, i) => sum + (value - others[i]) ** 2, 0);
}

function channels(color) {
  return [color >> 16, (color >> 8) & 255, color & 255];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

module.exports = { shrinkPng };
