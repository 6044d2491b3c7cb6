package errors

func broken() {
	x := := 1
	use(x
}

func fine() { use(1) }
