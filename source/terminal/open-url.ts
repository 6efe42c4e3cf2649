import { loadExeca } from '../processes/load-execa.js';

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
	darwin: ['open'],
	win32: ['rundll32', 'url.dll,FileProtocolHandler'],
	linux: ['xdg-open'],
};

/**
 * Opens a URL on this desktop. Resolves to false over SSH, without a display, and without an opener: the caller then shows
 * and copies the URL.
 */
export async function openUrl(
	url: string,
	env: NodeJS.ProcessEnv,
	platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
	const [command, ...args] = openers[platform] ?? [];
	const isHeadless = platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY;
	if (!command || env.SSH_CONNECTION || isHeadless || !/^https?:\/\//.test(url)) {
		return false;
	}
	const { start } = await loadExeca();
	try {
		// Detached: the browser outlives plimsoll.
		const child = start(command, [...args, url], { stdio: 'ignore', detached: true, reject: false });
		child.unref();
		return await new Promise(resolve => {
			child.once('error', () => resolve(false));
			child.once('spawn', () => resolve(true));
		});
	} catch {
		return false;
	}
}
