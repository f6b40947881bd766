/** The certificates of a text in PEM, each by itself; other things in it, such as keys and comments, are passed over. */
export function certificatesIn(text: string): readonly string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}
