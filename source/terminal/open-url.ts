import { spawn } from 'node:child_process';

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
	darwin: ['open'],
	win32: ['rundll32', 'url.dll,FileProtocolHandler'],
	linux: ['xdg-open'],
};

/** Opens a URL on this desktop. False over SSH, without a display, or without an opener: the caller then shows and copies it. */
export function openUrl(
	url: string,
	env: NodeJS.ProcessEnv,
	platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
	const [command, ...args] = openers[platform] ?? [];
	const headless = platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY;
	if (!command || env.SSH_CONNECTION || headless || !/^https?:\/\//.test(url)) {
		return Promise.resolve(false);
	}
	return new Promise(resolve => {
		const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
		child.once('error', () => resolve(false));
		child.once('spawn', () => {
			child.unref();
			resolve(true);
		});
	});
}
