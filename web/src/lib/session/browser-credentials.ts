// This browser's credentials.
import { Credentials } from './credentials';
import { JsonStorage } from './json-storage';

export const credentials = new Credentials(
  new JsonStorage(() => localStorage),
  new JsonStorage(() => sessionStorage),
);
