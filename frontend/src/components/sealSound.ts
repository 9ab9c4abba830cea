const LENGTH_SECONDS = 0.22;

/** A soft wooden knock, made on the spot, and a short vibration. Silent where the browser wants a touch first. */
export function playSealSound(): void {
  if (!navigator.userActivation?.hasBeenActive) return;
  navigator.vibrate?.(40);
  if (typeof AudioContext === "undefined") return;
  const audio = new AudioContext();
  const start = audio.currentTime + 0.12; // when the seal touches the paper
  const knock = audio.createOscillator();
  const loudness = audio.createGain();
  knock.frequency.setValueAtTime(190, start);
  knock.frequency.exponentialRampToValueAtTime(70, start + LENGTH_SECONDS);
  loudness.gain.setValueAtTime(0.0001, start);
  loudness.gain.exponentialRampToValueAtTime(0.25, start + 0.012);
  loudness.gain.exponentialRampToValueAtTime(0.0001, start + LENGTH_SECONDS);
  knock.connect(loudness).connect(audio.destination);
  knock.addEventListener("ended", () => void audio.close());
  knock.start(start);
  knock.stop(start + LENGTH_SECONDS);
}
