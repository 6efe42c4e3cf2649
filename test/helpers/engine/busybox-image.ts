import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pack } from 'tar-stream';
import { request } from './http.js';

export const busyboxImage = 'plimsoll-test/busybox:latest';

/** Makes sure that the engine has the busybox image, from the host's static busybox: nothing is pulled. */
export async function importBusybox(host: string, busybox: string | undefined): Promise<void> {
	if ((await request(host, 'GET', `/images/${busyboxImage}/json`)).status === 200) {
		return;
	}
	if (busybox === undefined) {
		throw new Error('a static busybox is not installed');
	}
	const query = new URLSearchParams({ fromSrc: '-', repo: 'plimsoll-test/busybox', tag: 'latest' });
	query.append('changes', 'CMD ["sh"]');
	const { status, body } = await request(host, 'POST', `/images/create?${query}`, rootFilesystem(busybox), {
		'content-type': 'application/x-tar',
	});
	if (status !== 200 || body.includes('"error"')) {
		throw new Error(`the busybox image was not imported: ${body}`);
	}
}

function rootFilesystem(busybox: string): NodeJS.ReadableStream {
	const tar = pack();
	const applets = execFileSync(busybox, ['--list'], { encoding: 'utf8' }).split('\n').filter(Boolean);
	for (const name of ['bin', 'etc', 'root', 'var']) {
		tar.entry({ name, type: 'directory', mode: 0o755 });
	}
	tar.entry({ name: 'tmp', type: 'directory', mode: 0o1777 });
	tar.entry({ name: 'etc/passwd' }, 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n');
	tar.entry({ name: 'etc/group' }, 'root:x:0:\nnogroup:x:65534:\n');
	tar.entry({ name: 'bin/busybox', mode: 0o755 }, readFileSync(busybox));
	for (const applet of applets.filter(name => name !== 'busybox')) {
		tar.entry({ name: `bin/${applet}`, type: 'symlink', linkname: 'busybox' });
	}
	tar.finalize();
	return tar as unknown as NodeJS.ReadableStream;
}
