import { type ApiRequest, get, post } from './api-request.js';

/** `docker save -o images.tar app:v1 busybox`; the answer is the tar. */
export const saveCommand = {
	argv: (images: readonly string[], file: string): string[] => ['docker', 'save', '-o', file, ...images],
	request: (images: readonly string[]): ApiRequest => get(['images', 'get'], { names: images }),
};

/** `docker load -i images.tar`; the tar is the body. */
export const loadCommand = {
	argv: (file: string): string[] => ['docker', 'load', '-i', file],
	request: (): ApiRequest => post(['images', 'load'], { quiet: '0' }),
};
