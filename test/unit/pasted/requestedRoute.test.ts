import { describe, expect, it } from 'vitest';
import { fixedPath, requestedRoute } from '../../../src/engine/pasted/requestedRoute';

describe('the route that a text requests', () => {
  it.each([
    ['GET /users/42/orders?page=2', 'GET', 'users 42 orders'],
    ['"DELETE /users/42 HTTP/1.1" 404 153', 'DELETE', 'users 42'],
    ['https://ana@shop.example:8080/api/v1/users/42#top', undefined, 'api v1 users 42'],
    ['curl -X POST -d "{}" http://localhost:3000/users/42', 'POST', 'users 42'],
    ['/users/a%20b', undefined, 'users a b'],
  ])('%s', (text, method, segments) => {
    expect(requestedRoute(text)?.method).toBe(method);
    expect(requestedRoute(text)?.segments.join(' ')).toBe(segments);
  });

  it('has no values in its words', () => {
    const text = 'GET /api/v1/users/42/carts/b3f1c2d4-7e2a-4d7e-9c1b-0123456789ab/items';
    expect(fixedPath(requestedRoute(text)!)).toBe('/api/v1/users/carts/items');
    expect(fixedPath(requestedRoute('GET /42')!)).toBeUndefined();
  });

  it.each(['how do we GET the users', '/users', 'see https://shop.example/users/42 for more', 'a/b'])(
    'is not in other texts: %s',
    (text) => {
      expect(requestedRoute(text)).toBeUndefined();
    },
  );
});
