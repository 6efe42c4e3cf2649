import { readBytes } from '../../text/units.js';
import { UsageError } from '../usage-error.js';
import { exactBytes, exactInteger, type Integer } from './go-values.js';

/** Block I/O limits of one device. Source: docker/cli opts/throttledevice.go, opts/weightdevice.go. */
type DeviceRate = { readonly Path: string; readonly Rate: Integer };
type DeviceWeight = { readonly Path: string; readonly Weight: number };

/** Reads `/dev/sda:1mb`, bytes per second; throws UsageError with docker's message. */
export function parseBytesRate(text: string): DeviceRate {
	const { path, value } = split(text);
	const rate = readBytes(value);
	if (!rate.ok) {
		const form =
			'<device-path>:<number>[<unit>]. Number must be a positive integer. Unit is optional and can be kb, mb, or gb';
		throw new UsageError(`invalid rate for device: ${text}. The correct format is ${form}`);
	}
	return { Path: path, Rate: exactBytes(rate.value) };
}

/** Reads `/dev/sda:100`, operations per second. */
export function parseOperationsRate(text: string): DeviceRate {
	const { path, value } = split(text);
	if (!/^\d+$/.test(value) || BigInt.asUintN(64, BigInt(value)) !== BigInt(value)) {
		const form = '<device-path>:<number>. Number must be a positive integer';
		throw new UsageError(`invalid rate for device: ${text}. The correct format is ${form}`);
	}
	return { Path: path, Rate: exactInteger(BigInt(value)) };
}

/** Reads `/dev/sda:200`, a weight of 10 to 1000, or 0. */
export function parseDeviceWeight(text: string): DeviceWeight {
	const { path, value } = split(text);
	const weight = /^\d+$/.test(value) ? Number(value) : Number.NaN;
	if (weight !== 0 && !(weight >= 10 && weight <= 1000)) {
		throw new UsageError(`invalid weight for device: ${text}`);
	}
	return { Path: path, Weight: weight };
}

function split(text: string): { path: string; value: string } {
	const at = text.indexOf(':');
	if (at < 1) {
		throw new UsageError(`bad format: ${text}`);
	}
	const path = text.slice(0, at);
	if (!path.startsWith('/dev/')) {
		throw new UsageError(`bad format for device path: ${text}`);
	}
	return { path, value: text.slice(at + 1) };
}
