import { hang, type RecordingProxy } from '../../helpers/proxy/recording-proxy.js';
import type { Terminal } from '../../helpers/terminal/terminal.js';
import { openBetweenLines } from '../../pty/plimsoll.js';
import { proxied } from '../kit.js';

/** Opens the built dashboard between two lines of a shell; the engine has stopped answering in the middle of a refresh. */
export async function openHung(host: string): Promise<{ terminal: Terminal; proxy: RecordingProxy }> {
	const proxy = await proxied(host);
	const terminal = openBetweenLines({ host: proxy.host });
	await terminal.until(/4 Networks \d/);
	proxy.fault('* /*', hang());
	await terminal.press('ctrl-r');
	await proxy.seen('GET /networks', { count: 2 });
	return { terminal, proxy };
}
