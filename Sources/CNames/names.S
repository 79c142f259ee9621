// The weights as they are in Resources/names.weights, or no byte where the file is not there.
	.section .rodata
	.balign 64
	.globl gloss_names
	.globl gloss_names_end
gloss_names:
#if __has_include("names.weights")
	.incbin "names.weights"
#endif
gloss_names_end:
	.byte 0
	.section .note.GNU-stack,"",%progbits
