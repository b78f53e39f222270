// The current route, in step with the address bar through the History API.
import { routeOf, type Route } from './routes';

class Router {
  route: Route = $state.raw(routeOf(location.pathname));
  // Whether the person has moved within the app: only then may a screen take the focus.
  hasNavigated = false;

  constructor() {
    addEventListener('popstate', () => this.#show());
  }

  go(path: string): void {
    if (path !== location.pathname) history.pushState(null, '', path);
    this.#show();
    scrollTo(0, 0);
  }

  // For plain clicks on links that stay within the app; everything else is the browser's.
  follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest('a');
    if (!link || link.target !== '' || link.hasAttribute('download')) return;
    if (link.origin !== location.origin) return;
    event.preventDefault();
    this.go(link.pathname);
  }

  #show(): void {
    this.hasNavigated = true;
    this.route = routeOf(location.pathname);
  }
}

export const router = new Router();
