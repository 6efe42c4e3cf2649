import { UsageError } from '../usage-error.js';

const systems = [
	...['aix', 'android', 'darwin', 'dragonfly', 'freebsd', 'hurd', 'illumos', 'ios', 'js', 'linux', 'nacl', 'netbsd'],
	...['openbsd', 'plan9', 'solaris', 'windows', 'zos'],
];
const architectures = [
	...['386', 'amd64', 'amd64p32', 'arm', 'armbe', 'arm64', 'arm64be', 'ppc64', 'ppc64le', 'loong64', 'mips', 'mipsle'],
	...['mips64', 'mips64le', 'mips64p32', 'mips64p32le', 'ppc', 'riscv', 'riscv64', 's390', 's390x', 'sparc', 'sparc64'],
	'wasm',
];

/**
 * `--platform` as docker sends it: `linux/amd64`. `own` completes a partial platform. Throws UsageError.
 * Source: containerd/platforms Parse, Format.
 */
export function normalizePlatform(text: string, own: string): string {
	const parts = text.split('/');
	const fail = (reason: string) =>
		new UsageError(`error parsing specified platform: ${reason}: invalid argument`, '--platform');
	if (parts.length > 3) {
		throw fail(`"${text}": cannot parse platform specifier`);
	}
	for (const [index, part] of parts.entries()) {
		checkComponent(text, part, index, fail);
	}
	const [ownSystem = '', ownArchitecture = ''] = own.split('/');
	const first = systemName(parts[0]!);
	if (parts.length > 1) {
		const [architecture, variant] = architectureName(parts[1]!, parts[2] ?? '');
		const shown = parts.length === 2 && architecture === 'arm' && variant === 'v7' ? '' : variant;
		const implied = parts.length === 3 && architecture === 'arm64' && shown === '' ? 'v8' : shown;
		return [first, architecture, implied].filter(Boolean).join('/');
	}
	if (systems.includes(first)) {
		return `${first}/${ownArchitecture}`;
	}
	const [architecture, variant] = architectureName(parts[0]!, '');
	if (!architectures.includes(architecture)) {
		throw fail(`"${text}": unknown operating system or architecture`);
	}
	return [ownSystem, architecture, architecture === 'arm' && variant === 'v7' ? '' : variant].filter(Boolean).join('/');
}

function checkComponent(text: string, part: string, index: number, fail: (reason: string) => UsageError): void {
	if (index === 0 && !/^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.-]*)\))?$/.test(part)) {
		const pattern = '"^([A-Za-z0-9_-]+)(?:\\\\(([A-Za-z0-9_.-]*)\\\\))?$"';
		throw fail(
			`"${part}" is an invalid OS component of "${text}": OSAndVersion specifier component must match ${pattern}`,
		);
	}
	if (index > 0 && !/^[A-Za-z0-9_.-]+$/.test(part)) {
		throw fail(
			`"${part}" is an invalid component of "${text}": platform specifier component must match "^[A-Za-z0-9_.-]+$"`,
		);
	}
}

function systemName(text: string): string {
	const name = text.replace(/\(.*$/, '').toLowerCase();
	return name === 'macos' ? 'darwin' : name;
}

function architectureName(text: string, variantText: string): [architecture: string, variant: string] {
	const name = text.toLowerCase();
	const variant = variantText.toLowerCase();
	switch (name) {
		case 'i386':
			return ['386', ''];
		case 'x86_64':
		case 'x86-64':
		case 'amd64':
			return ['amd64', variant === 'v1' ? '' : variant];
		case 'aarch64':
		case 'arm64':
			return ['arm64', variant === '8' || variant === 'v8' ? '' : variant];
		case 'armhf':
			return ['arm', 'v7'];
		case 'armel':
			return ['arm', 'v6'];
		case 'arm':
			return ['arm', variant === '' ? 'v7' : variant.replace(/^([5-8])$/, 'v$1')];
		default:
			return [name, variant];
	}
}
