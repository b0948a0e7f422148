/** Doorstep's sign: a door, a step, and a yellow handle. */
export function Logo({ size = 38 }: { size?: number }) {
  const edge = `${size / 16}rem`;
  return (
    <svg class="icon" width={edge} height={edge} viewBox="0 0 38 38" aria-hidden="true" focusable="false">
      <rect width="38" height="38" rx="11" fill="#00594c" />
      <path d="M11 30V13.5L19 8l8 5.5V30z" fill="#fff" />
      <path d="M8 30h22" stroke="#fff" stroke-width="3" stroke-linecap="round" />
      <circle cx="23.3" cy="21" r="1.8" fill="#ffd23f" />
    </svg>
  );
}
