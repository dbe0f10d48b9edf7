/** What looks like a secret and is none: the fingerprint that the scan prints, and why. */
export const allowed = {
  "5036e1435aa9756c": "the bytes 0 to 31: a vector that anybody can compute, in WebhookSecretTests",
};
