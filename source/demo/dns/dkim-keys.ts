/** The relay's public key: 2048 bits RSA, made for the demo; nobody has its private half. */
export const relayKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA5lnkS5FurkUd24yke+B4kNVK4ZXw3YZrZSxSKWYu8vEFnOnpqAH8BaCt' +
  'aRHnVsoeI1FkRtso9p38v2XkZFks8MVfvsCntruXJUEwDsu5EJMaPLJJ+oceW5uEOS+NhVJCuG6vjL2EsUzjH/M5+GGyPAjC/ObW' +
  'gDEIk26WRMDF9X2is47AADNdwN/i1NgK1ZTGvUUdBG7+mPFJzEAttGUFec25EABvWxvy5+mtoPmfFddD9vsNpLZAYeRCsEQofI6j' +
  'sDaiEe8Y4fwKSRnyoFT2QSFJwr2dIBoVXUuFwl23ujuvwAvMOjjmZIf2fb3cIrKLZkJEhDWe8KPXnI6fbapZ9wIDAQAB';

/** The company's own, likewise. */
export const ownKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqa8mFPTEU8dpB13ARn8GxtLZbP1HjCaQ7LmfEkm+4MPmxAJ3abiTviI2' +
  'LtJ3py+dbkJkXETZ2eKpueocbaev2LmyysV8xSuaHlNXcRylN6wtKH0jReuapdvG/pUEu1+y9CDShL3bKynO/eGXo2/bB2lJXVUi' +
  'Xgu7LTZyWs7QI1iTNStvvGMI4vcXszSxXBIZjaRzsCfyR7wQNFzTdwggRA5zIDOjgg3PVXEtHYxHL863zdya4AvzIQu7+OYGydGZ' +
  'pxTowGG9EDHhyhwnBeIiKJTFqsnU2zlfDmi3Qczm2GuzjiwPEd7DvtRF50lBoaQWoMw8mVd1k561VTGaFVQ5kQIDAQAB';
