import { expect, test } from 'vitest';
import { unreachablePorts, urlsOf } from '../../../source/domain/ports/published-urls.js';
import { container } from '../../helpers/state/builders.js';

const web = (ip: string) => container('web', { ports: [{ ip, hostPort: 8080, containerPort: 80, protocol: 'tcp' }] });
const at = (url: string) => ({ url, origin: 'test' });

test.each([
	['ssh://ada@build.example', '127.0.0.1'],
	['ssh://build', '127.0.0.53'],
	['tcp://10.0.0.7:2376', '::1'],
	['https://engine.example', '127.0.0.1'],
	['tcp://[fd00::1]:2376', '127.0.0.1'],
])('a port of %s on %s is not a URL of this machine', (url, ip) => {
	expect(urlsOf(web(ip), at(url))).toEqual([]);
	expect(unreachablePorts(web(ip), at(url))).toMatchObject([{ hostPort: 8080 }]);
});

test.each([
	['unix:///var/run/docker.sock', '127.0.0.1', 'http://127.0.0.1:8080/'],
	['tcp://127.0.0.1:2375', '127.0.0.1', 'http://127.0.0.1:8080/'],
	['tcp://localhost:2375', '127.0.0.1', 'http://127.0.0.1:8080/'],
	['tcp://[::1]:2375', '::1', 'http://[::1]:8080/'],
	['npipe:////./pipe/docker_engine', '127.0.0.1', 'http://127.0.0.1:8080/'],
	['demo://', '127.0.0.1', 'http://127.0.0.1:8080/'],
	['ssh://ada@build.example', '0.0.0.0', 'http://build.example:8080/'],
	['ssh://ada@build.example', '10.0.0.7', 'http://10.0.0.7:8080/'],
])('a port of %s on %s has a URL', (url, ip, expected) => {
	expect(urlsOf(web(ip), at(url))).toEqual([expected]);
});
